allow_commands() {
	#step
	need sudo command -v visudo
	#if yum
	## Red Hat's sudo of old wants a terminal, which no agent has. Others do not know the word.
	! grep -qs '^ *Defaults.*requiretty' /etc/sudoers /etc/sudoers.d/* || sudoers="$no_terminal
$sudoers"
	#end
	## sudo passes over names with a dot: it counts once it is checked and renamed.
	draft=/etc/sudoers.d/dynaboot.new
	put "$draft" "$sudoers"
	chmod 440 "$draft"
	visudo -cf "$draft" || { rm -f "$draft"; fail 70 'sudo does not take the named commands'; }
	mv "$draft" /etc/sudoers.d/dynaboot
}
