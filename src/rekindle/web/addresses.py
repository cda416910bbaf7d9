"""Addresses that never change while the process runs, worked out once: a page has a hundred of them."""

from functools import cache

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.template import Library
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as read_url
from django.urls import get_script_prefix

register = Library()


class KeptStorage(StaticFilesStorage):
    """Files that are served straight from the package, each at one address."""

    url = cache(StaticFilesStorage.url)


class _KeptURLNode(URLNode):
    """The address of a route that is given nothing, by the path the site is mounted at."""

    def __init__(self, node: URLNode) -> None:
        super().__init__(node.view_name, node.args, node.kwargs, node.asvar)
        self._kept: dict[str, str] = {}

    def render(self, context: Context) -> str:
        prefix = get_script_prefix()
        if prefix not in self._kept:
            self._kept[prefix] = super().render(context)
        return self._kept[prefix]


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    """Read Django's tag; where it names a route by itself, its address is kept."""
    node: URLNode = read_url(parser, token)
    is_fixed = isinstance(node.view_name.var, str) and not (node.args or node.kwargs or node.asvar)
    return _KeptURLNode(node) if is_fixed else node
