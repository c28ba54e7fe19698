"""What the demo county has of prohibited entries: it has adopted the shipped list."""

from dutylist.organizations.models import User

from .services.adopting import adopt
from .suggested import suggested_entries


def add_to_demo(county):
    """Adopts the whole list as the county's clerk: -> what was done, for the screen."""
    clerk = User.objects.get(username="clerk")
    names = [row["name"] for row in suggested_entries()]
    made = adopt(county, names, by=clerk, reason="采用建议清单", source="seed")
    return f"禁入事项{len(made)}条"
