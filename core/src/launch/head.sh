folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
payload=$folder/$payload
if [ ! -r "$payload" ]; then
    echo "$payload is not there: it has to lie beside this script" >&2
    exit 1
fi
#if decodes

# The tool encodes what it is given, so it is given the bytes that the VM is to get.
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
base64 -d <"$payload" >"$scratch/payload"
payload=$scratch/payload
#end
