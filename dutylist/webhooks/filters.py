"""What the lists of subscribers and of deliveries may be asked."""

from dutylist.history.filtering import Flag, ListFilters, OneOf
from dutylist.organizations.filters import County
from dutylist.organizations.models import Region

from .models import READERS, Delivery, DeliveryState, Webhook


class KeptCounty(County):
    """A place whose subscribers the asker keeps or audits."""

    def readable(self, user):
        return Region.objects.reached_by(user, *READERS)


class WebhookFilters(ListFilters):
    county = KeptCounty()
    retired = Flag(method="with_removed")

    class Meta:
        model = Webhook
        fields = ()

    def with_removed(self, rows, _name, value):
        if value:
            return rows
        return rows.standing()


class DeliveryFilters(ListFilters):
    delivery_state = OneOf(field_name="state", label="状态", choices=DeliveryState.choices)

    class Meta:
        model = Delivery
        fields = ()
