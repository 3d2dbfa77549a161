"""Where Elasticsearch is, for towns that have it, and how long it may think."""

from portal.settings import env

ELASTICSEARCH_URL = env.text(
    "ELASTICSEARCH_URL",
    purpose="a server that ranks search results, for example https://user:password@host:9200; the database when absent",
    default="",
)
ELASTICSEARCH_API_KEY = env.text(
    "ELASTICSEARCH_API_KEY", purpose="the key for Elasticsearch, when it wants one in place of a password", default=""
)
ELASTICSEARCH_CA_FILE = env.text(
    "ELASTICSEARCH_CA_FILE", purpose="the certificate that signed the one of Elasticsearch, in PEM", default=""
)
ELASTICSEARCH_INDEX_PREFIX = env.text(
    "ELASTICSEARCH_INDEX_PREFIX",
    purpose="what the names of this portal's indices begin with, where several share one Elasticsearch",
    default="marugoto",
)
ELASTICSEARCH_CONNECT_MS = env.number(
    "ELASTICSEARCH_CONNECT_MS",
    purpose="how many milliseconds Elasticsearch has to accept a connection before the database answers",
    default=300,
)
ELASTICSEARCH_READ_MS = env.number(
    "ELASTICSEARCH_READ_MS",
    purpose="how many milliseconds Elasticsearch has to answer a question before the database answers",
    default=1000,
)
