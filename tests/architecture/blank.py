"""What lets thousands of answers be tried in seconds: pages are not drawn, accounts are read once."""

from django.contrib.auth.backends import ModelBackend
from django.template import Origin
from django.template.loaders.base import Loader as BaseLoader
from wagtail.admin.telepath import JSContext


class Loader(BaseLoader):
    """Finds every template, and all are empty."""

    def get_template_sources(self, template_name):
        yield Origin(name=template_name, template_name=template_name, loader=self)

    def get_contents(self, origin):
        return ""


class Remembering(ModelBackend):
    """Reads an account and its permissions once; whoever changes them empties ``known``."""

    known = {}

    def get_user(self, user_id):
        if user_id not in self.known:
            self.known[user_id] = super().get_user(user_id)
        return self.known[user_id]


def tell_nothing_of_blocks(widget):
    """In the place of what scripts are told about each block of a body, which is drawn like the page itself."""
    widget._js_context, widget._block_json = JSContext(), "null"
