PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
if [ "$(id -u)" -ne 0 ]; then
    echo 'dynaboot: this makes the system ready to be an image, so it must be run as root' >&2
    exit 1
fi

# The agent first: where it cannot be installed, nothing is reset and there is nothing to capture.
sh "$payload"
#if beforeCapture

# What the agent has made for this machine alone.
sh -c "$before_capture"
#end

has() { command -v "$1" >/dev/null 2>&1; }

# What is this machine's own and must not be every copy's.
reset_machine() {
    echo 'dynaboot: resetting what is this machine alone'
    # Whether something makes host keys anew at boot. Where nothing does, a copy without them could not be reached.
    makes_keys=no
    if has cloud-init || has google_guest_agent; then
        makes_keys=yes
    elif [ -e /usr/lib/systemd/system/sshd-keygen.target ] || [ -e /usr/lib/systemd/system/sshd-keygen.service ]; then
        makes_keys=yes
    fi
    # So that the first boot of a copy is a first boot to it.
    if has cloud-init && ! cloud-init clean --logs; then
        # Older ones cannot.
        rm -rf /var/lib/cloud/instance /var/lib/cloud/instances /var/lib/cloud/data /var/lib/cloud/sem
        rm -f /var/log/cloud-init.log /var/log/cloud-init-output.log
    fi
    if [ "$makes_keys" = yes ]; then
        rm -f /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub
    else
        echo 'dynaboot: nothing here makes SSH host keys at boot, so they stay: every copy of the image has the same' >&2
    fi
    # Empty, and not away: systemd then makes a new one.
    if [ -e /etc/machine-id ]; then
        : >/etc/machine-id
    fi
    if [ -f /var/lib/dbus/machine-id ] && [ ! -L /var/lib/dbus/machine-id ]; then
        rm -f /var/lib/dbus/machine-id
    fi
    rm -f /var/lib/systemd/random-seed /etc/udev/rules.d/70-persistent-net.rules
    rm -f /var/lib/dhcp/*.leases /var/lib/dhclient/*.lease /var/lib/dhclient/*.leases
}

# The run is over: its status and log are those of the machine that the image was made on.
forget_run() {
    rm -f /var/log/dynaboot.log /var/lib/dynaboot/status.json
    # They may hold a password.
    rm -f "$payload" "$folder/prepare.sh"
}

reset_machine
forget_run
# On Azure the agent of the cloud resets the rest, the user of the build with it.
if has waagent; then
    waagent -force -deprovision+user
fi
sync
echo 'dynaboot: the agent is installed; shut this machine down and capture it, without starting it again'
