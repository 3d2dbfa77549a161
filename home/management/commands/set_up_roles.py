"""`manage.py set_up_roles`: the groups of the staff side and the approval flow."""

from typing import Any

from django.core.management.base import BaseCommand

from home.domain.roles import set_up_roles


class Command(BaseCommand):
    help = "Gives each role of roles.toml exactly its permissions."

    def handle(self, *args: Any, **options: Any) -> None:
        for group in set_up_roles().values():
            self.stdout.write(f"{group.name}：権限を設定しました。")
