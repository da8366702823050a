using System.CommandLine;

namespace ContainerSecurity.Tool.Webhook;

/// <summary><c>csec webhook</c> in the native csec, which has it not.</summary>
internal sealed class WebhookCommand : Command
{
    public WebhookCommand(Terminal terminal)
        : base("webhook", "Answers a cluster's admission reviews; in the dotnet tool and its image only.")
    {
        TreatUnmatchedTokensAsErrors = false;
        SetAction(_ =>
        {
            terminal.Error.WriteLine("csec: 'webhook' is in the dotnet tool (dotnet tool install ContainerSecurity.Tool) "
                + "and its container image; this native csec has it not.");
            return ExitCode.BadInput;
        });
    }
}
