# The bundle is for one architecture.
check_machine() {
    case $machine:$(uname -m) in
    x86_64:x86_64 | arm64:aarch64) ;;
    *) fail 30 "the agent's bundle is for $machine, and this machine is $(uname -m): launch the image on one that suits" ;;
    esac
}
