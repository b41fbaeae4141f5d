# What Google's agent does with a startup script: fetches it into a private directory, and has bash run the file.
# https://github.com/GoogleCloudPlatform/guest-agent, google_metadata_script_runner
set -eu
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
curl --silent --fail --header 'Metadata-Flavor: Google' --output "$directory/startup-script" \
    http://169.254.169.254/computeMetadata/v1/instance/attributes/startup-script
chmod 700 "$directory/startup-script"
/bin/bash -c "$directory/startup-script"
