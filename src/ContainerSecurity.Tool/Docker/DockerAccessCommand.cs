using System.CommandLine;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker access</c>: <c>check</c>, <c>can</c>, <c>who-can</c>, <c>what-can</c> and <c>diff</c>.</summary>
internal sealed class DockerAccessCommand : Command
{
    public DockerAccessCommand(Terminal terminal)
        : base("access", "Who may do what on a Docker host, by files of kind: DockerAccessPolicy.")
    {
        var files = new Argument<string[]>("file") { Description = "Files of kind: DockerAccessPolicy.", Arity = ArgumentArity.OneOrMore };
        var check = new Command("check", "Is the file itself right, and the policies that it names?") { files };
        check.SetAction(parsed => Check(terminal, parsed.GetValue(files)!));
        Subcommands.Add(check);
        Subcommands.Add(new DockerAccessCanCommand(terminal));
        Subcommands.Add(new DockerAccessWhoCanCommand(terminal));
        Subcommands.Add(new DockerAccessWhatCanCommand(terminal));
        Subcommands.Add(new DockerAccessDiffCommand(terminal));
    }

    private static int Check(Terminal terminal, string[] files)
    {
        int worst = ExitCode.Clean;
        foreach (string file in files)
        {
            DockerAccessPolicyReadResult read = new DockerAccessPolicyReader().Load(file);
            foreach (DocumentError error in read.Errors)
                terminal.Lines.WriteLine($"{error}");
            if (read.IsValid)
                terminal.Lines.WriteLine($"{file}: access policy '{read.Policy.Name}' is right; {read.Policy.Teams.Count} teams, {read.Policy.Roles.Count} roles of its own, {read.Policy.Grants.Count} grants.");
            else
                worst = ExitCode.BadInput;
        }
        return worst;
    }
}
