# Looks for what the script needs.
check_image() {
    case $machine:$(uname -m) in
    :* | x86_64:x86_64 | arm64:aarch64) ;;
    *) fail 30 "the agent's bundle is for $machine, and this machine is $(uname -m): launch the image on one that suits" ;;
    esac
    for tool in tar gzip sed; do
        command -v "$tool" >/dev/null || fail 30 "the image lacks $tool, which this script needs: install it on the image"
    done
    choose_downloader ||
        fail 30 'the image has neither curl nor GNU wget nor Python, so nothing can be downloaded: install one of them on the image'
}
