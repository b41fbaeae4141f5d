# Takes user data apart by cloud-init's own code, as it does at boot, and holds cloud-config to cloud-init's own schema.
# User data on standard input; on standard output JSON: type, content and mistakes of each part.
import json
import sys

import yaml
from cloudinit import helpers, user_data
from cloudinit.config import schema


def mistakes(kind, content):
    if kind != "text/cloud-config":
        return []
    try:
        schema.validate_cloudconfig_schema(yaml.safe_load(content), schema.get_schema(), strict=True)
    except schema.SchemaValidationError as error:
        return [str(error)]
    return []


processor = user_data.UserDataProcessor(helpers.Paths({"cloud_dir": "/nowhere", "run_dir": "/nowhere"}))
message = processor.process(sys.stdin.buffer.read())
leaves = [part for part in message.walk() if not part.is_multipart()]
parts = [(part.get_content_type(), part.get_payload(decode=True).decode("utf-8")) for part in leaves]
json.dump([{"type": kind, "content": content, "mistakes": mistakes(kind, content)} for kind, content in parts], sys.stdout)
