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
