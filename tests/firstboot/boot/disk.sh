# Makes a disk of a layer over a root file system: $BASE the file system, $LAYER the directory of the layer.
set -e
mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$LAYER/upper,workdir=$LAYER/work" "$LAYER/root"
exec mke2fs -q -t ext4 -O ^has_journal -d "$LAYER/root" "$LAYER/disk" 2G
