folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
payload=$folder/$payload
if [ ! -r "$payload" ]; then
    echo "$payload is not there: it has to lie beside this script" >&2
    exit 1
fi
