: "${RESOURCE_GROUP:?set it to the resource group}"
: "${LOCATION:?set it to the location, such as westeurope}"
: "${NAME:?set it to the name of the VM}"
: "${IMAGE:?set it to the image, such as publisher:offer:sku:version}"
: "${SIZE:?set it to the size of the VM, such as Standard_B2s}"
: "${ADMIN_USER:?set it to the name of the administrator}"
#unless command

: "${SSH_PUBLIC_KEY:?set it to the file with the public key of the administrator, such as id_ed25519.pub}"

az vm create \
    --resource-group "$RESOURCE_GROUP" \
    --location "$LOCATION" \
    --name "$NAME" \
    --image "$IMAGE" \
    --size "$SIZE" \
    --admin-username "$ADMIN_USER" \
    --authentication-type ssh \
#unless script
    --custom-data "$payload" \
#end
    --ssh-key-values "$SSH_PUBLIC_KEY"
#end
#if command

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
#if script

# One VM takes one extension of this kind. Protected settings are encrypted to the VM.
az vm extension set \
    --resource-group "$RESOURCE_GROUP" \
    --vm-name "$NAME" \
    --publisher Microsoft.Azure.Extensions \
    --name CustomScript \
    --version 2.1 \
    --protected-settings "@$payload"
#end
