# Puts a layer over a root file system, waits until the network is there, and boots what is in it.
# $BASE root file system, $LAYER directory of the layer, $METADATA port of the metadata service, $BOUND seconds.
set -e
mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$LAYER/upper,workdir=$LAYER/work" "$LAYER/root"
echo mounted
for pause in 0.05 0.05 0.1 0.2 0.4 0.8 1.6 3.2 6.4; do
    ! ip -o address show tap0 2>/dev/null | grep -q 'inet ' || break
    sleep "$pause"
done
ip link set lo up
# Where every cloud's metadata service is; behind it is the one of the test.
ip address add 169.254.169.254/32 dev lo
setpriv --pdeathsig KILL systemd-socket-activate --listen=169.254.169.254:80 \
    /lib/systemd/systemd-socket-proxyd "10.0.2.2:$METADATA" </dev/null >/dev/null 2>&1 &
# Newer versions of systemd know cgroups of the second version alone, which this machine's need not be.
export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1
exec setpriv --pdeathsig KILL timeout --kill-after=5 "$BOUND" systemd-nspawn --quiet --register=no --keep-unit \
    --directory="$LAYER/root" --machine="${LAYER##*/}" --resolv-conf=off --timezone=off --console=pipe "$@" --boot </dev/null 2>&1
