"""All tables at once, for a new database; one that is there already has taken the steps named in
`replaces`.
"""

import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import dutylist.organizations.models.users
import dutylist.organizations.uscc
from dutylist.history.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("organizations", "0001_initial"),
        ("organizations", "0002_party_office_role"),
    ]

    dependencies = []

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={
                                    "unique": "A user with that username already exists."
                                },
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[
                                    django.contrib.auth.validators.UnicodeUsernameValidator()
                                ],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="email address"
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="date joined"
                            ),
                        ),
                        ("first_name", models.CharField(max_length=40, verbose_name="姓名")),
                    ],
                    options={
                        "verbose_name": "账号",
                        "verbose_name_plural": "账号",
                    },
                    managers=[
                        ("objects", dutylist.organizations.models.users.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Department",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="部门名称")),
                        (
                            "ownership",
                            models.CharField(
                                choices=[
                                    ("own", "本级所属"),
                                    ("dual", "双重管理"),
                                    ("vertical", "垂直管理"),
                                    ("city", "市级所属"),
                                    ("dispatched", "派驻机构"),
                                ],
                                default="own",
                                max_length=10,
                                verbose_name="隶属关系",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("party", "党委机构"),
                                    ("government", "政府机构"),
                                    ("mass", "群团组织"),
                                    ("institution", "事业单位"),
                                ],
                                default="government",
                                max_length=12,
                                verbose_name="机构性质",
                            ),
                        ),
                        (
                            "uscc",
                            models.CharField(
                                blank=True,
                                max_length=18,
                                validators=[dutylist.organizations.uscc.validate_uscc],
                                verbose_name="统一社会信用代码",
                            ),
                        ),
                        (
                            "public_telephone",
                            models.CharField(blank=True, max_length=40, verbose_name="公开电话"),
                        ),
                        (
                            "address",
                            models.CharField(blank=True, max_length=120, verbose_name="办公地址"),
                        ),
                        (
                            "hours",
                            models.CharField(blank=True, max_length=60, verbose_name="办公时间"),
                        ),
                        (
                            "lead_name",
                            models.CharField(blank=True, max_length=40, verbose_name="负责人"),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=80, verbose_name="联系人"),
                        ),
                        ("position", models.PositiveIntegerField(default=0, verbose_name="排序")),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="设立日期"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="撤销日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "部门",
                        "verbose_name_plural": "部门",
                        "ordering": ["county", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalDepartmentAlias",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("name", models.CharField(max_length=80, verbose_name="别名")),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门别名变更记录",
                        "verbose_name_plural": "部门别名变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDepartmentSuccession",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("happened_on", models.DateField(verbose_name="变更日期")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("merge", "并入"), ("split", "拆分"), ("rename", "更名")],
                                max_length=10,
                                verbose_name="变更方式",
                            ),
                        ),
                        ("former_name", models.CharField(max_length=80, verbose_name="原名称")),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="原部门",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="承继部门",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门沿革变更记录",
                        "verbose_name_plural": "部门沿革变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Region",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(max_length=12, unique=True, verbose_name="区划代码"),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("province", "省级"),
                                    ("city", "地级"),
                                    ("county", "县级"),
                                    ("township", "乡级"),
                                ],
                                max_length=10,
                                verbose_name="层级",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("province", "省"),
                                    ("city", "市"),
                                    ("county", "县"),
                                    ("county_city", "县级市"),
                                    ("district", "市辖区"),
                                    ("banner", "旗"),
                                    ("town", "镇"),
                                    ("xiang", "乡"),
                                    ("ethnic_xiang", "民族乡"),
                                    ("subdistrict", "街道"),
                                    ("zone", "功能区"),
                                ],
                                max_length=15,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="有效期起"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="有效期止"),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="organizations.region",
                                verbose_name="上级区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行政区划",
                        "verbose_name_plural": "行政区划",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "place_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("province", "省"),
                                    ("city", "市"),
                                    ("county", "县"),
                                    ("county_city", "县级市"),
                                    ("district", "市辖区"),
                                    ("banner", "旗"),
                                    ("town", "镇"),
                                    ("xiang", "乡"),
                                    ("ethnic_xiang", "民族乡"),
                                    ("subdistrict", "街道"),
                                    ("zone", "功能区"),
                                ],
                                max_length=15,
                                verbose_name="适用类型",
                            ),
                        ),
                        ("key", models.CharField(max_length=50, verbose_name="用词位置")),
                        ("text", models.CharField(max_length=200, verbose_name="用词")),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="place_words",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "地方用词",
                        "verbose_name_plural": "地方用词",
                        "ordering": ["county", "key"],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("clerk", "编办经办人"),
                                    ("office_lead", "编办负责人"),
                                    ("legal_officer", "合法性审查员"),
                                    ("party_office", "党委办公室审查员"),
                                    ("department_staff", "部门经办人"),
                                    ("department_lead", "部门负责人"),
                                    ("township_staff", "基层经办人"),
                                    ("township_lead", "基层负责人"),
                                    ("recorder", "审定结果登记人"),
                                    ("county_secretary", "领导查阅人"),
                                    ("inspector", "督查员"),
                                    ("city_reviewer", "市级审核人"),
                                    ("province_filer", "省级备案人"),
                                    ("security_auditor", "安全审计员"),
                                    ("security_administrator", "安全管理员"),
                                    ("system_administrator", "系统管理员"),
                                ],
                                max_length=30,
                                verbose_name="角色",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="起始日期")),
                        (
                            "ends_on",
                            models.DateField(blank=True, null=True, verbose_name="截止日期"),
                        ),
                        ("delegate_reason", models.TextField(blank=True, verbose_name="代行理由")),
                        (
                            "delegated_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to="organizations.membership",
                                verbose_name="代行谁的职责",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="organizations.region",
                                verbose_name="区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "任职",
                        "verbose_name_plural": "任职",
                        "ordering": ["user", "starts_on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalUser",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={
                                    "unique": "A user with that username already exists."
                                },
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                validators=[
                                    django.contrib.auth.validators.UnicodeUsernameValidator()
                                ],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="email address"
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        ("first_name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "opened_for",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="没有任职的账号由这一地区管理；空白为全站。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="开设地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "账号变更记录",
                        "verbose_name_plural": "账号变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRegionTag",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("name", models.CharField(max_length=30, verbose_name="区域类型")),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "区域类型变更记录",
                        "verbose_name_plural": "区域类型变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRegionSuccession",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("happened_on", models.DateField(verbose_name="变更日期")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("merge", "合并"),
                                    ("split", "拆分"),
                                    ("rename", "更名"),
                                    ("convert", "改设"),
                                    ("recode", "代码变更"),
                                ],
                                max_length=10,
                                verbose_name="变更方式",
                            ),
                        ),
                        ("former_name", models.CharField(max_length=60, verbose_name="原名称")),
                        (
                            "former_kind",
                            models.CharField(
                                choices=[
                                    ("province", "省"),
                                    ("city", "市"),
                                    ("county", "县"),
                                    ("county_city", "县级市"),
                                    ("district", "市辖区"),
                                    ("banner", "旗"),
                                    ("town", "镇"),
                                    ("xiang", "乡"),
                                    ("ethnic_xiang", "民族乡"),
                                    ("subdistrict", "街道"),
                                    ("zone", "功能区"),
                                ],
                                max_length=15,
                                verbose_name="原类型",
                            ),
                        ),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="原区划",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="新区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "区划沿革变更记录",
                        "verbose_name_plural": "区划沿革变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRegion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("code", models.CharField(max_length=12, verbose_name="区划代码")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("province", "省级"),
                                    ("city", "地级"),
                                    ("county", "县级"),
                                    ("township", "乡级"),
                                ],
                                max_length=10,
                                verbose_name="层级",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("province", "省"),
                                    ("city", "市"),
                                    ("county", "县"),
                                    ("county_city", "县级市"),
                                    ("district", "市辖区"),
                                    ("banner", "旗"),
                                    ("town", "镇"),
                                    ("xiang", "乡"),
                                    ("ethnic_xiang", "民族乡"),
                                    ("subdistrict", "街道"),
                                    ("zone", "功能区"),
                                ],
                                max_length=15,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="有效期起"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="有效期止"),
                        ),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="上级区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行政区划变更记录",
                        "verbose_name_plural": "行政区划变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlaceWord",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "place_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("province", "省"),
                                    ("city", "市"),
                                    ("county", "县"),
                                    ("county_city", "县级市"),
                                    ("district", "市辖区"),
                                    ("banner", "旗"),
                                    ("town", "镇"),
                                    ("xiang", "乡"),
                                    ("ethnic_xiang", "民族乡"),
                                    ("subdistrict", "街道"),
                                    ("zone", "功能区"),
                                ],
                                max_length=15,
                                verbose_name="适用类型",
                            ),
                        ),
                        ("key", models.CharField(max_length=50, verbose_name="用词位置")),
                        ("text", models.CharField(max_length=200, verbose_name="用词")),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "地方用词变更记录",
                        "verbose_name_plural": "地方用词变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMembership",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("clerk", "编办经办人"),
                                    ("office_lead", "编办负责人"),
                                    ("legal_officer", "合法性审查员"),
                                    ("party_office", "党委办公室审查员"),
                                    ("department_staff", "部门经办人"),
                                    ("department_lead", "部门负责人"),
                                    ("township_staff", "基层经办人"),
                                    ("township_lead", "基层负责人"),
                                    ("recorder", "审定结果登记人"),
                                    ("county_secretary", "领导查阅人"),
                                    ("inspector", "督查员"),
                                    ("city_reviewer", "市级审核人"),
                                    ("province_filer", "省级备案人"),
                                    ("security_auditor", "安全审计员"),
                                    ("security_administrator", "安全管理员"),
                                    ("system_administrator", "系统管理员"),
                                ],
                                max_length=30,
                                verbose_name="角色",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="起始日期")),
                        (
                            "ends_on",
                            models.DateField(blank=True, null=True, verbose_name="截止日期"),
                        ),
                        ("delegate_reason", models.TextField(blank=True, verbose_name="代行理由")),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        (
                            "delegated_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.membership",
                                verbose_name="代行谁的职责",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "任职变更记录",
                        "verbose_name_plural": "任职变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDepartment",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("name", models.CharField(max_length=80, verbose_name="部门名称")),
                        (
                            "ownership",
                            models.CharField(
                                choices=[
                                    ("own", "本级所属"),
                                    ("dual", "双重管理"),
                                    ("vertical", "垂直管理"),
                                    ("city", "市级所属"),
                                    ("dispatched", "派驻机构"),
                                ],
                                default="own",
                                max_length=10,
                                verbose_name="隶属关系",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("party", "党委机构"),
                                    ("government", "政府机构"),
                                    ("mass", "群团组织"),
                                    ("institution", "事业单位"),
                                ],
                                default="government",
                                max_length=12,
                                verbose_name="机构性质",
                            ),
                        ),
                        (
                            "uscc",
                            models.CharField(
                                blank=True,
                                max_length=18,
                                validators=[dutylist.organizations.uscc.validate_uscc],
                                verbose_name="统一社会信用代码",
                            ),
                        ),
                        (
                            "public_telephone",
                            models.CharField(blank=True, max_length=40, verbose_name="公开电话"),
                        ),
                        (
                            "address",
                            models.CharField(blank=True, max_length=120, verbose_name="办公地址"),
                        ),
                        (
                            "hours",
                            models.CharField(blank=True, max_length=60, verbose_name="办公时间"),
                        ),
                        (
                            "lead_name",
                            models.CharField(blank=True, max_length=40, verbose_name="负责人"),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=80, verbose_name="联系人"),
                        ),
                        ("position", models.PositiveIntegerField(default=0, verbose_name="排序")),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="设立日期"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="撤销日期"),
                        ),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门变更记录",
                        "verbose_name_plural": "部门变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCountyPolicy",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "values",
                            models.JSONField(blank=True, default=dict, verbose_name="本地规则"),
                        ),
                        (
                            "office_telephone",
                            models.CharField(blank=True, max_length=40, verbose_name="编办电话"),
                        ),
                        (
                            "office_address",
                            models.CharField(blank=True, max_length=120, verbose_name="编办地址"),
                        ),
                        (
                            "office_email",
                            models.EmailField(blank=True, max_length=254, verbose_name="编办邮箱"),
                        ),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "本地规则变更记录",
                        "verbose_name_plural": "本地规则变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="department",
                    name="county",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departments",
                        to="organizations.region",
                        verbose_name="所属区划",
                    ),
                ),
                migrations.CreateModel(
                    name="CountyPolicy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "values",
                            models.JSONField(blank=True, default=dict, verbose_name="本地规则"),
                        ),
                        (
                            "office_telephone",
                            models.CharField(blank=True, max_length=40, verbose_name="编办电话"),
                        ),
                        (
                            "office_address",
                            models.CharField(blank=True, max_length=120, verbose_name="编办地址"),
                        ),
                        (
                            "office_email",
                            models.EmailField(blank=True, max_length=254, verbose_name="编办邮箱"),
                        ),
                        (
                            "next_item_number",
                            models.PositiveIntegerField(default=1, verbose_name="下一个事项序号"),
                        ),
                        (
                            "list_version",
                            models.PositiveBigIntegerField(default=0, verbose_name="清单版本号"),
                        ),
                        (
                            "region",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="policy",
                                to="organizations.region",
                                verbose_name="区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "本地规则",
                        "verbose_name_plural": "本地规则",
                    },
                ),
                migrations.AddField(
                    model_name="user",
                    name="opened_for",
                    field=models.ForeignKey(
                        blank=True,
                        help_text="没有任职的账号由这一地区管理；空白为全站。",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.region",
                        verbose_name="开设地区",
                    ),
                ),
                migrations.CreateModel(
                    name="RegionSuccession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="变更日期")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("merge", "合并"),
                                    ("split", "拆分"),
                                    ("rename", "更名"),
                                    ("convert", "改设"),
                                    ("recode", "代码变更"),
                                ],
                                max_length=10,
                                verbose_name="变更方式",
                            ),
                        ),
                        ("former_name", models.CharField(max_length=60, verbose_name="原名称")),
                        (
                            "former_kind",
                            models.CharField(
                                choices=[
                                    ("province", "省"),
                                    ("city", "市"),
                                    ("county", "县"),
                                    ("county_city", "县级市"),
                                    ("district", "市辖区"),
                                    ("banner", "旗"),
                                    ("town", "镇"),
                                    ("xiang", "乡"),
                                    ("ethnic_xiang", "民族乡"),
                                    ("subdistrict", "街道"),
                                    ("zone", "功能区"),
                                ],
                                max_length=15,
                                verbose_name="原类型",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="organizations.region",
                                verbose_name="原区划",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="precessions",
                                to="organizations.region",
                                verbose_name="新区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "区划沿革",
                        "verbose_name_plural": "区划沿革",
                        "ordering": ["happened_on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="RegionTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=30, verbose_name="区域类型")),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="region_tags",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "区域类型",
                        "verbose_name_plural": "区域类型",
                        "ordering": ["county", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRegionTagging",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="基层单位",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.regiontag",
                                verbose_name="区域类型",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "区域类型标注变更记录",
                        "verbose_name_plural": "区域类型标注变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RegionTagging",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taggings",
                                to="organizations.regiontag",
                                verbose_name="区域类型",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taggings",
                                to="organizations.region",
                                verbose_name="基层单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "区域类型标注",
                        "verbose_name_plural": "区域类型标注",
                    },
                ),
                migrations.CreateModel(
                    name="AccessToken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="用途")),
                        ("prefix", models.CharField(max_length=12, verbose_name="令牌开头")),
                        (
                            "hash",
                            models.CharField(max_length=64, unique=True, verbose_name="令牌摘要"),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[("read", "查询"), ("write", "查询和办理")],
                                default="read",
                                max_length=8,
                                verbose_name="权限",
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="创建时间"
                            ),
                        ),
                        ("expires_at", models.DateTimeField(verbose_name="到期时间")),
                        ("last_used_at", models.DateTimeField(null=True, verbose_name="最近使用")),
                        ("revoked_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="access_tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "接口令牌",
                        "verbose_name_plural": "接口令牌",
                        "ordering": ["-made_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="access_token_expires_after_made",
                                violation_error_message="令牌的到期时间应当晚于创建时间。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("logged_in", "登录"),
                                    ("logged_out", "退出"),
                                    ("login_failed", "登录失败"),
                                    ("locked_out", "因多次失败暂停登录"),
                                    ("unlocked", "解除暂停登录"),
                                    ("factor_enrolled", "启用动态验证码"),
                                    ("factor_failed", "动态验证码错误"),
                                    ("factor_removed", "停用动态验证码"),
                                    ("recovery_made", "生成恢复码"),
                                    ("recovery_used", "使用恢复码"),
                                    ("password_changed", "更换密码"),
                                    ("password_reset", "管理员重置密码"),
                                    ("session_ended", "结束会话"),
                                    ("token_made", "创建接口令牌"),
                                    ("token_revoked", "撤销接口令牌"),
                                    ("opened", "开通账号"),
                                    ("closed", "停用账号"),
                                    ("reopened", "恢复账号"),
                                ],
                                max_length=20,
                                verbose_name="事件",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                help_text="登录时填写的用户名，不一定有这个账号",
                                max_length=150,
                                verbose_name="用户名",
                            ),
                        ),
                        ("address", models.GenericIPAddressField(null=True, verbose_name="地址")),
                        (
                            "agent",
                            models.CharField(blank=True, max_length=300, verbose_name="浏览器"),
                        ),
                        (
                            "detail",
                            models.CharField(blank=True, max_length=300, verbose_name="说明"),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="时间"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="account_events",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "账号事件",
                        "verbose_name_plural": "账号事件",
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["user", "-at"], name="account_event_of_user"),
                            models.Index(fields=["-at"], name="account_event_at"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "key_hash",
                            models.CharField(
                                max_length=64, unique=True, verbose_name="会话标识摘要"
                            ),
                        ),
                        (
                            "address",
                            models.GenericIPAddressField(null=True, verbose_name="登录地址"),
                        ),
                        (
                            "agent",
                            models.CharField(blank=True, max_length=300, verbose_name="浏览器"),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="登录时间"
                            ),
                        ),
                        (
                            "last_seen_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="最近操作"
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("logged_out", "本人退出"),
                                    ("ended", "在其他设备上被结束"),
                                    ("idle", "长时间未操作"),
                                    ("expired", "超过最长登录时间"),
                                    ("password", "密码已更换"),
                                    ("second_factor", "动态验证码设置已变更"),
                                    ("closed", "账号已停用"),
                                ],
                                max_length=16,
                                verbose_name="结束原因",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="account_sessions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "登录会话",
                        "verbose_name_plural": "登录会话",
                        "ordering": ["-last_seen_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["user", "ended_at"], name="account_session_open")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DepartmentAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="别名")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aliases",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门别名",
                        "verbose_name_plural": "部门别名",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("department", "name"),
                                name="departments_carry_an_alias_once",
                                violation_error_message="该部门已有这一别名。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DepartmentSuccession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="变更日期")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("merge", "并入"), ("split", "拆分"), ("rename", "更名")],
                                max_length=10,
                                verbose_name="变更方式",
                            ),
                        ),
                        ("former_name", models.CharField(max_length=80, verbose_name="原名称")),
                        (
                            "predecessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="organizations.department",
                                verbose_name="原部门",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="precessions",
                                to="organizations.department",
                                verbose_name="承继部门",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门沿革",
                        "verbose_name_plural": "部门沿革",
                        "ordering": ["happened_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("predecessor", models.F("successor")), _negated=True),
                                    ("kind", "rename"),
                                    _connector="OR",
                                ),
                                name="only_renamed_departments_succeed_themselves",
                                violation_error_message="部门不能并入自身。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PasswordRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("hash", models.CharField(max_length=200, verbose_name="密码摘要")),
                        (
                            "set_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="设置时间"
                            ),
                        ),
                        (
                            "must_change",
                            models.BooleanField(
                                default=False,
                                help_text="由管理员设置的密码，首次登录后必须更换",
                                verbose_name="初始密码",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="password_records",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "密码记录",
                        "verbose_name_plural": "密码记录",
                        "ordering": ["-set_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["user", "-set_at"], name="password_record_of_user")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecoveryCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("hash", models.CharField(max_length=64, verbose_name="恢复码摘要")),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="生成时间"
                            ),
                        ),
                        ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recovery_codes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "恢复码",
                        "verbose_name_plural": "恢复码",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "hash"), name="recovery_code_once_a_user"
                            )
                        ],
                    },
                ),
                migrations.AddIndex(
                    model_name="region",
                    index=models.Index(fields=["level", "code"], name="region_level_code"),
                ),
                migrations.AddConstraint(
                    model_name="region",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9]{12}$")),
                        name="region_codes_have_twelve_digits",
                        violation_error_message="区划代码应为12位数字。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="region",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_from", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="regions_do_not_end_before_they_begin",
                        violation_error_message="区划的有效期止不能早于有效期起。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="placeword",
                    constraint=models.UniqueConstraint(
                        fields=("county", "place_kind", "key"),
                        name="place_words_are_unique_within_a_county",
                        violation_error_message="这一用词已经设置，请直接修改。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="placeword",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="place_words_are_not_empty",
                        violation_error_message="用词不能为空。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="membership",
                    index=models.Index(fields=["role", "region"], name="membership_role_region"),
                ),
                migrations.AddConstraint(
                    model_name="membership",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("region", None), ("department", None), _connector="OR"),
                        name="memberships_have_one_place",
                        violation_error_message="一项任职只能属于一个区划或者一个部门。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="membership",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("role__in", ["department_lead", "department_staff"]), _negated=True
                            ),
                            ("department__isnull", False),
                            _connector="OR",
                        ),
                        name="department_roles_have_a_department",
                        violation_error_message="部门角色须指定部门。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="membership",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["department_lead", "department_staff"]),
                            ("department", None),
                            _connector="OR",
                        ),
                        name="only_department_roles_have_a_department",
                        violation_error_message="只有部门角色可以指定部门。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="membership",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "role__in",
                                    [
                                        "city_reviewer",
                                        "clerk",
                                        "county_secretary",
                                        "inspector",
                                        "legal_officer",
                                        "office_lead",
                                        "party_office",
                                        "province_filer",
                                        "recorder",
                                        "township_lead",
                                        "township_staff",
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("region__isnull", False),
                            _connector="OR",
                        ),
                        name="roles_of_a_region_have_a_region",
                        violation_error_message="这一角色须指定区划。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="membership",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("delegated_from", None),
                            models.Q(("delegate_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="delegations_have_a_reason",
                        violation_error_message="代行职责须写明理由。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="department",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("valid_until", None)),
                        fields=("county", "name"),
                        name="departments_in_being_have_their_own_names",
                        violation_error_message="同名的部门已经存在。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="department",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("valid_until", None), models.Q(("uscc", ""), _negated=True)
                        ),
                        fields=("county", "uscc"),
                        name="departments_in_being_have_their_own_uscc",
                        violation_error_message="这一统一社会信用代码已用于另一个部门。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="department",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="departments_have_a_name",
                        violation_error_message="部门名称不能为空。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="department",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_from", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="departments_do_not_end_before_they_begin",
                        violation_error_message="部门的撤销日期不能早于设立日期。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="regionsuccession",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("predecessor", models.F("successor")), _negated=True),
                            ("kind__in", ["rename", "convert"]),
                            _connector="OR",
                        ),
                        name="only_renamed_regions_succeed_themselves",
                        violation_error_message="合并、拆分或者变更代码的，原区划与新区划不能相同。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="regiontag",
                    constraint=models.UniqueConstraint(
                        fields=("county", "name"),
                        name="region_tags_are_unique_within_a_county",
                        violation_error_message="同名的区域类型已经存在。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="regiontagging",
                    constraint=models.UniqueConstraint(
                        fields=("tag", "township"),
                        name="townships_carry_a_tag_once",
                        violation_error_message="该单位已经标注了这一区域类型。",
                    ),
                ),
            ]
        )
    ]
