"""Exit code 0 when the web server in this container is ready."""

import http.client
import os
import sys

connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
# Django answers only to the site's own names.
host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip()
connection.request("GET", "/readyz", headers={"Host": host, "X-Forwarded-Proto": "https"})
sys.exit(connection.getresponse().status != 200)
