# Completions of lighter for bash 4 and later. They are asked of lighter itself: nothing in here grows old.
#
#   source <(lighter completions bash)        in ~/.bashrc; or, for everybody, the file as
#   /usr/share/bash-completion/completions/lighter

_lighter() {
    local IFS=$'\n' program=${1/#\~\//$HOME/} width=0 files line
    # An alias is another name for the program, not a program.
    [[ -n ${BASH_ALIASES[$1]-} ]] && program=${BASH_ALIASES[$1]%%[[:space:]]*}
    # Only what is listed can be described: the rest is inserted.
    [[ ${COMP_TYPE-} == 63 ]] && width=${COLUMNS:-80}
    COMPREPLY=()
    {
        read -r files
        while read -r line; do COMPREPLY+=("$line"); done
    } < <("$program" __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" "$width" 2>/dev/null)
    compopt -o nosort 2>/dev/null
    # The word goes on behind a colon.
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
    # Where nothing of ours fits, the files that readline finds.
    case $files in
        files*) compopt -o default 2>/dev/null ;;
        directories) compopt -o dirnames 2>/dev/null ;;
    esac
}

complete -F _lighter lighter
