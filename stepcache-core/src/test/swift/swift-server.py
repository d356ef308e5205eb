"""Starts OpenStack Swift with its S3 API in one process, below a directory, on free ports, as any user.

Prints the port once it serves, and ends when its standard input does.
"""
import logging
import os
import sys
from array import array

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi
from swift.common import utils

directory, access_key, secret_key = sys.argv[1:4]
with open(os.path.join(directory, "swift.conf"), "w") as conf:
    conf.write("[swift-hash]\nswift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n"
               "[storage-policy:0]\nname = gold\ndefault = yes\n")
utils.set_swift_dir(directory)

from swift.common.ring import RingData
from swift.common.wsgi import loadapp


class ErrorLog(logging.StreamHandler):
    """Stands for the log of the system."""

    LOG_LOCAL0 = 0

    def __init__(self, **ignored):
        super().__init__(sys.stderr)


class Cache(dict):
    """Stands for memcached, without which nobody gets in."""

    def __bool__(self):
        return True

    def get(self, key, raise_on_error=False):
        return super().get(key)

    def set(self, key, value, serialize=True, time=0, min_compress_len=0, raise_on_error=False):
        self[key] = value

    def delete(self, key, server_key=None):
        self.pop(key, None)


def with_cache(app):
    cache = Cache()

    def call(environ, start_response):
        environ["swift.cache"] = cache
        return app(environ, start_response)

    return call


utils.ThreadSafeSysLogHandler = ErrorLog

devices = os.path.join(directory, "devices")
os.makedirs(os.path.join(devices, "disk"))
account, user = access_key.split(":")
common = f"""
[DEFAULT]
swift_dir = {directory}
devices = {devices}
mount_check = false
log_level = ERROR
"""


def listen():
    return eventlet.listen(("127.0.0.1", 0))


def serve(socket, app):
    eventlet.spawn(wsgi.server, socket, app, open(os.devnull, "w"), max_size=100, debug=False)


for kind in ("account", "container", "object"):
    socket = listen()
    disk = {"id": 0, "region": 1, "zone": 1, "ip": "127.0.0.1", "port": socket.getsockname()[1], "device": "disk",
            "weight": 1.0, "replication_ip": "127.0.0.1", "replication_port": socket.getsockname()[1], "meta": ""}
    RingData([array("H", [0] * 4)], [disk], 30).save(os.path.join(directory, kind + ".ring.gz"))
    path = os.path.join(directory, kind + ".conf")
    with open(path, "w") as conf:
        conf.write(common + f"[app:main]\nuse = egg:swift#{kind}\n")
    serve(socket, loadapp(path))

path = os.path.join(directory, "proxy.conf")
with open(path, "w") as conf:
    conf.write(common + f"""
[pipeline:main]
pipeline = catch_errors gatekeeper s3api tempauth proxy-server

[filter:catch_errors]
use = egg:swift#catch_errors

[filter:gatekeeper]
use = egg:swift#gatekeeper

[filter:s3api]
use = egg:swift#s3api

[filter:tempauth]
use = egg:swift#tempauth
user_{account}_{user} = {secret_key} .admin

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
""")
socket = listen()
serve(socket, with_cache(loadapp(path)))
print(socket.getsockname()[1], flush=True)
eventlet.tpool.execute(sys.stdin.read)
