from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_pictures_say_whether_people_agreed"),
    ]

    operations = [
        migrations.AddField(
            model_name="section",
            name="chiefs",
            field=models.ManyToManyField(
                blank=True,
                help_text="Decide before the head where the route of approval says so. Any one of them is enough.",
                limit_choices_to={"is_active": True, "section__isnull": False},
                related_name="chief_of",
                to=settings.AUTH_USER_MODEL,
                verbose_name="chiefs of the section",
            ),
        ),
    ]
