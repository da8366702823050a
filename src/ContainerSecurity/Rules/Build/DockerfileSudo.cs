using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8002: nothing is run by sudo (NIST SP 800-190 3.1.2).</summary>
internal sealed class DockerfileSudo() : Rule(new("CSEC8002", "dockerfile-sudo", Severity.Medium,
    "Uses sudo",
    "Set USER before the RUN, and go back to another user after it.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Container>, IJudges<Dockerfile>
{
    public void Judge(Container container, RuleContext context)
    {
        if (!MayName(container.Command) && !MayName(container.Arguments))
            return;
        IEnumerable<Field<string>> words = container.Command.Items.Concat(container.Arguments.Items);
        var script = ShellScript.OfWords(words.TakeWhile(w => w is { IsKnown: true, Location: not null }).Select(w => (w.Value, w.Location!)));
        foreach (ShellCommand command in script.Commands.Where(c => c.Name == "sudo"))
            context.Report(command, $"{container} runs sudo. Allowed: runAsUser with the user that the program needs.");
    }

    /// <summary>Whether a word holds the name, or a sign that a shell may make it of: most do not, and then nothing is to be parsed.</summary>
    private static bool MayName(FieldList<string> words)
    {
        foreach (Field<string> word in words.Items)
            if (word.IsKnown && (word.Value.IndexOf("sudo", StringComparison.OrdinalIgnoreCase) >= 0 || HasSign(word.Value)))
                return true;
        return false;
    }

    private static bool HasSign(string word)
    {
        foreach (char c in word)
            if (c is '\\' or '"' or '\'' or '`' or '^' or '$' or '%' or '{')
                return true;
        return false;
    }

    public void Judge(Dockerfile dockerfile, RuleContext context)
    {
        foreach (Instruction instruction in dockerfile.Instructions)
            if ((instruction.Trigger ?? instruction) is { Name: "RUN" } run)
                foreach (ShellCommand command in run.Script.Commands.Where(c => c.Name == "sudo"))
                    context.Report(
                        command,
                        "RUN uses sudo, which hands signals and variables on in its own way and stays in the image as a way to become root. Allowed: USER.");
    }
}
