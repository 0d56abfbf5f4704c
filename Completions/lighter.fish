# Completions of lighter for fish. They are asked of lighter itself: nothing in here grows old.
#
#   lighter completions fish > ~/.config/fish/completions/lighter.fish

function __lighter_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -l answer ($program __complete fish "$current" $words[2..-1] 2>/dev/null)
    string join \n -- $answer[2..-1]
    set -l files (string split ' ' -- $answer[1])
    set -l prefix (string match -r -- '^--[^=]*=' $current)
    set -l path (string replace -r -- '^--[^=]*=' '' $current)
    switch "$files[1]"
        case files
            if set -q files[2]
                string replace -r -- '^' "$prefix" (__fish_complete_suffix --complete="$path" .$files[2])
            else
                string replace -r -- '^' "$prefix" (__fish_complete_path "$path")
            end
        case directories
            string replace -r -- '^' "$prefix" (__fish_complete_directories "$path")
    end
end

complete -c lighter -f -k -a '(__lighter_complete)'
