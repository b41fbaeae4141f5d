# Makes of a root file system one that a whole virtual machine boots from: with a kernel of its own.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
# What finds the disk and what is on it; all else is loaded from there.
mkdir -p /etc/initramfs-tools/conf.d
printf 'MODULES=list\nCOMPRESS=zstd\n' >/etc/initramfs-tools/conf.d/machine
apt-get -q -y --no-install-recommends install e2fsprogs initramfs-tools zstd
printf 'virtio_pci\nvirtio_blk\next4\ncrc32c_generic\n' >>/etc/initramfs-tools/modules
apt-get -q -y --no-install-recommends install linux-image-cloud-amd64
rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin
ln -sf "$(cd /boot && echo vmlinuz-*)" /boot/vmlinuz
ln -sf "$(cd /boot && echo initrd.img-*)" /boot/initrd
echo '/dev/vda / ext4 defaults 0 1' >/etc/fstab
systemctl enable systemd-networkd
