: "${IMAGE:?set it to the name or the id of the image}"
: "${FLAVOR:?set it to the size of the VM, such as m1.small}"
: "${NETWORK:?set it to the network of the VM}"
: "${KEY_NAME:?set it to the name of your key pair}"
: "${NAME:?set it to the name of the VM}"

# Where and as whom is taken from clouds.yaml and OS_CLOUD, or from the OS_ variables, as the client always does.
openstack server create \
    --image "$IMAGE" \
    --flavor "$FLAVOR" \
    --network "$NETWORK" \
    --key-name "$KEY_NAME" \
    --user-data "$payload" \
    --wait \
    "$NAME"
