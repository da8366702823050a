using System.CommandLine;

namespace ContainerSecurity.Tool.LanguageServer;

/// <summary><c>csec lsp</c> in the native csec, which has it not.</summary>
internal sealed class LanguageServerCommand : Command
{
    public LanguageServerCommand(Terminal terminal)
        : base("lsp", "Serves editors by the Language Server Protocol; in the dotnet tool only.")
    {
        TreatUnmatchedTokensAsErrors = false;
        SetAction(_ =>
        {
            terminal.Error.WriteLine("csec: 'lsp' is in the dotnet tool (dotnet tool install ContainerSecurity.Tool); this native csec has it not.");
            return ExitCode.BadInput;
        });
    }
}
