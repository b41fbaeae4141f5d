allow_commands() {
	#step
	need visudo sudo
	# sudo passes over names with a dot: it counts once it is checked and renamed.
	draft=/etc/sudoers.d/dynaboot.new
	put "$draft" "$sudoers"
	chmod 440 "$draft"
	visudo -c -f "$draft" || { rm -f "$draft"; fail 70 'sudo does not take the named commands'; }
	mv "$draft" /etc/sudoers.d/dynaboot
}
