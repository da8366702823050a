using System.CommandLine;

namespace ContainerSecurity.Tool.Setup;

/// <summary><c>csec completion</c>: a script by which a shell completes commands, options and their values.</summary>
internal sealed class CompletionCommand : Command
{
    private const string Bash = """
        # Completes csec in bash: put  source <(csec completion bash)  into ~/.bashrc.
        _csec() {
            local word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
            COMPREPLY=( $(compgen -W "$(csec "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word") )
        }
        complete -o default -F _csec csec
        """;

    private const string Zsh = """
        #compdef csec
        # Completes csec in zsh: put  source <(csec completion zsh)  into ~/.zshrc, behind compinit.
        _csec() {
            local -a found
            found=("${(@f)$(csec "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            if [[ -n "${found[1]}" ]]; then
                compadd -a found
            else
                _files
            fi
        }
        compdef _csec csec
        """;

    private const string PowerShell = """
        # Completes csec in PowerShell: put  csec completion powershell | Out-String | Invoke-Expression  into $PROFILE.
        Register-ArgumentCompleter -Native -CommandName csec -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            csec "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["powershell"] = PowerShell,
    };

    public CompletionCommand(Terminal terminal)
        : base("completion", "Writes a script by which a shell completes commands, options and values.")
    {
        var shell = new Argument<string>("shell") { Description = $"{string.Join(", ", Scripts.Keys)}." };
        shell.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. Scripts.Keys]);
        Arguments.Add(shell);
        SetAction(parsed =>
        {
            terminal.Output.Write(Scripts[parsed.GetValue(shell)!].ReplaceLineEndings("\n") + "\n");
            return ExitCode.Clean;
        });
    }
}
