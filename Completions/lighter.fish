# Completions of lighter for fish. They are asked of lighter itself: nothing in here grows old.
#
#   lighter completions fish > ~/.config/fish/completions/lighter.fish

function __lighter_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -l answer ($program __complete fish "$current" $words[2..-1] 2>/dev/null)
    string join \n -- $answer[2..-1]
    set -l prefix (string match -r -- '^--[^=]*=' $current)
    set -l path (string replace -r -- '^--[^=]*=' '' $current)
    switch "$answer[1]"
        case files
            string replace -r -- '^' "$prefix" (__fish_complete_path "$path")
        case 'files *'
            set -l endings (string replace 'files ' '' -- $answer[1] | string replace -a ' ' '|')
            string replace -r -- '^' "$prefix" (__fish_complete_path "$path" | string match -r -- ".*(?:/|\\.(?:$endings))(?:\\t.*)?\$")
        case directories
            string replace -r -- '^' "$prefix" (__fish_complete_directories "$path")
    end
end

complete -c lighter -f -k -a '(__lighter_complete)'
