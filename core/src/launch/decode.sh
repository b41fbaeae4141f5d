# The tool encodes what it is given, so it is given the bytes that the VM is to get.
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
base64 -d <"$payload" >"$scratch/payload"
payload=$scratch/payload
