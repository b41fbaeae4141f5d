# Takes user data apart by cloud-init's own code, as it does at boot, and holds cloud-config to cloud-init's own schema.
# User data on standard input; on standard output JSON: type and content of each part; of cloud-config also its mistakes, the
# files and the commands that cloud-init makes of it, and its other keys.
import json
import sys

import yaml
from cloudinit import helpers, user_data, util
from cloudinit.config import cc_write_files, schema


def mistakes(config):
    try:
        schema.validate_cloudconfig_schema(config, schema.get_schema(), strict=True)
    except schema.SchemaValidationError as error:
        return [str(error)]
    return []


def written(file):
    encodings = cc_write_files.canonicalize_extraction(file.get("encoding"))
    content = util.decode_binary(cc_write_files.extract_contents(file["content"], encodings))
    mode = cc_write_files.decode_perms(file.get("permissions"), cc_write_files.DEFAULT_PERMS)
    return [file["path"], file.get("owner"), "%o" % mode, content]


def told(part):
    content = part.get_payload(decode=True).decode("utf-8")
    seen = {"type": part.get_content_type(), "content": content}
    if seen["type"] == "text/cloud-config":
        config = yaml.safe_load(content)
        seen["mistakes"] = mistakes(config)
        seen["files"] = [written(file) for file in config.pop("write_files", [])]
        seen["commands"] = util.shellify(config.pop("runcmd", []))
        seen["others"] = config
    return seen


processor = user_data.UserDataProcessor(helpers.Paths({"cloud_dir": "/nowhere", "run_dir": "/nowhere"}))
message = processor.process(sys.stdin.buffer.read())
json.dump([told(part) for part in message.walk() if not part.is_multipart()], sys.stdout)
