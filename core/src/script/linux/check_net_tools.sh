# The image must bring net-tools: it is looked for, and not installed.
check_net_tools() {
    command -v ifconfig >/dev/null 2>&1 || [ -x /sbin/ifconfig ] ||
        fail 30 'the image lacks the package net-tools, which must be preinstalled: install it on the image'
}
