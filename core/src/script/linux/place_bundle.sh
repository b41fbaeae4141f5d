# Moves the bundle to where it is installed from. What an earlier run of this script left there may go.
place_bundle() {
    if [ -e "$place" ]; then
        [ -e "$place/.dynaboot" ] || fail 70 "$place is there and is not ours: move it away on the image"
        rm -rf -- "$place"
    fi
    mark_remains
    if ! { printf '' >"$work/unpacked/.dynaboot" && mv -- "$work/unpacked" "$place"; }; then
        fail 50 "$place cannot be written: is the disk full?"
    fi
}
