# The agent expects Python 2, and a stock image of this system may have Python 3 alone.
install_python2() {
    command -v python2 >/dev/null 2>&1 || install_packages "$python2_package"
}
