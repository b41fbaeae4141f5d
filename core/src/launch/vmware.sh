: "${IMAGE:?set it to the template or the VM that is cloned, such as /DC/vm/templates/debian-12}"
: "${NAME:?set it to the name of the VM}"

# Where and as whom is taken from the GOVC_ variables, as the command always does.
govc vm.clone -vm "$IMAGE" -on=false "$NAME"

# The user data is blanked once it was read: every user of the VM could ask for it.
govc vm.change -vm "$NAME" \
    -f "guestinfo.userdata=$payload" \
    -e "guestinfo.userdata.encoding=$encoding" \
    -e 'guestinfo.metadata={"redact": ["userdata"]}'

govc vm.power -on "$NAME"
