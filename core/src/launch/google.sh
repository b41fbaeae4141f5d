: "${PROJECT:?set it to the project}"
: "${ZONE:?set it to the zone, such as europe-west3-a}"
: "${NAME:?set it to the name of the VM}"
: "${IMAGE:?set it to the image, such as projects/debian-cloud/global/images/family/debian-12}"
: "${MACHINE_TYPE:?set it to the size of the VM, such as e2-medium}"

# The command wants the parts of an image's path one by one.
case $IMAGE in
family/* | */family/*) set -- --image-family "${IMAGE##*/}" ;;
*) set -- --image "${IMAGE##*/}" ;;
esac
case $IMAGE in
projects/*/* | */projects/*/*)
    image_project=${IMAGE#*projects/}
    set -- "$@" --image-project "${image_project%%/*}"
    ;;
family/* | global/*) set -- "$@" --image-project "$PROJECT" ;;
*/*) set -- "$@" --image-project "${IMAGE%%/*}" ;;
esac

gcloud compute instances create "$NAME" \
    --project "$PROJECT" \
    --zone "$ZONE" \
    --machine-type "$MACHINE_TYPE" \
    "$@" \
    --metadata-from-file "$field=$payload"
