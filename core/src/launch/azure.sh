: "${RESOURCE_GROUP:?set it to the resource group}"
: "${LOCATION:?set it to the location, such as westeurope}"
: "${NAME:?set it to the name of the VM}"
: "${IMAGE:?set it to the image, such as publisher:offer:sku:version}"
: "${SIZE:?set it to the size of the VM, such as Standard_B2s}"
: "${ADMIN_USER:?set it to the name of the administrator}"
#unless extension

: "${SSH_PUBLIC_KEY:?set it to the file with the public key of the administrator, such as id_ed25519.pub}"

az vm create \
    --resource-group "$RESOURCE_GROUP" \
    --location "$LOCATION" \
    --name "$NAME" \
    --image "$IMAGE" \
    --size "$SIZE" \
    --admin-username "$ADMIN_USER" \
    --authentication-type ssh \
    --ssh-key-values "$SSH_PUBLIC_KEY" \
    --custom-data "$payload"
#end
#if extension

# It asks for the password of the administrator: on a command line others could read it.
az vm create \
    --resource-group "$RESOURCE_GROUP" \
    --location "$LOCATION" \
    --name "$NAME" \
    --image "$IMAGE" \
    --size "$SIZE" \
    --admin-username "$ADMIN_USER" \
    --authentication-type password

# One VM takes one extension of this kind. Protected settings are encrypted to the VM.
az vm extension set \
    --resource-group "$RESOURCE_GROUP" \
    --vm-name "$NAME" \
    --publisher Microsoft.Compute \
    --name CustomScriptExtension \
    --version 1.10 \
    --protected-settings "@$payload"
#end
