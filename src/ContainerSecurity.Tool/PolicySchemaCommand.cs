using System.CommandLine;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tool;

/// <summary><c>csec policy schema</c>.</summary>
internal sealed class PolicySchemaCommand : Command
{
    public PolicySchemaCommand(Terminal terminal)
        : base("schema", "Writes the JSON schema of policy files, by which editors complete and check them.")
    {
        var outputFile = new Option<string?>("--output", "-o") { Description = "Write the schema to this file." };
        Options.Add(outputFile);
        SetAction(parsed => Run(terminal, parsed.GetValue(outputFile)));
    }

    private static int Run(Terminal terminal, string? outputFile)
    {
        if (outputFile is null)
        {
            PolicySchema.Write(terminal.Output);
            return ExitCode.Clean;
        }
        using var writer = new StreamWriter(outputFile);
        PolicySchema.Write(writer);
        return ExitCode.Clean;
    }
}
