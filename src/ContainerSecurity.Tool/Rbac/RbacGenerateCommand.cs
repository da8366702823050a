using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Audits;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac generate</c>.</summary>
internal sealed class RbacGenerateCommand : Command
{
    private readonly Terminal terminal;
    private readonly Option<string[]> audit = AuditFiles.Option();
    private readonly Option<string[]> subjects = new("--subject")
    {
        Description = "NAME or user:NAME, sa:NAMESPACE/NAME, or a user name such as system:serviceaccount:shop:web; "
            + "repeatable (default: everybody in the log).",
    };

    private readonly Option<bool> anyName = new("--any-name") { Description = "Allows for all objects what was done to some by name." };
    private readonly Option<bool> allReads = new("--all-reads") { Description = "Allows get, list and watch where one of them was used." };
    private readonly Option<bool> allNamespaces = new("--all-namespaces") { Description = "Allows in all namespaces what was done in some." };
    private readonly Option<bool> omitStock = new("--omit-stock")
    {
        Description = "Leaves out what every cluster allows all its users: discovery, health, questions about oneself.",
    };

    private readonly Option<int> maxNames = AuditFiles.MaxNames();
    private readonly Option<string?> output = new("--output", "-o") { Description = "File to write to (default: standard output)." };

    public RbacGenerateCommand(Terminal terminal)
        : base("generate", "Writes the smallest roles and bindings that allow what audit logs show as used.")
    {
        this.terminal = terminal;
        foreach (Option option in new Option[] { audit, subjects, anyName, allReads, allNamespaces, omitStock, maxNames, output })
            Options.Add(option);
        subjects.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => UserOf(t) is null))
                result.AddError($"'{text}' is nobody who makes requests. Write a user name, user:NAME or sa:NAMESPACE/NAME.");
        });
        maxNames.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--max-names is at least 1.");
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string[] users = [.. (parsed.GetValue(subjects) ?? []).Select(UserOf).OfType<string>()];
        AuditTrail trail = new AuditFiles(terminal).Read(parsed.GetValue(audit)!, new AuditOptions { Users = users, MaxNames = parsed.GetValue(maxNames) });
        IReadOnlyList<AuditedUser> seen = trail.Users;
        string[] idle = [.. users.Where(u => !seen.Any(s => s.User.Name == u))];
        foreach (string user in idle)
            terminal.Error.WriteLine($"csec: The logs have no allowed request of '{user}'.");
        if (seen.Count == 0)
        {
            terminal.Error.WriteLine("csec: The logs have no allowed request, so there is nothing to generate.");
            return ExitCode.BadInput;
        }
        var access = LeastAccess.Of(seen, new LeastAccessOptions
        {
            AnyName = parsed.GetValue(anyName),
            AllReads = parsed.GetValue(allReads),
            AllNamespaces = parsed.GetValue(allNamespaces),
            OmitStock = parsed.GetValue(omitStock),
        });
        Write(access, trail, parsed.GetValue(output));
        foreach (RbacRequest request in access.Widened)
            terminal.Error.WriteLine($"csec: '{request.User}' asked to {request} for more than {parsed.GetValue(maxNames)} names; the role is for any.");
        foreach (RbacRequest request in access.NotGranted)
            terminal.Error.WriteLine($"csec: No role allows '{request.User}' to {request}.");
        return ExitCode.Of(access.NotGranted.Count > 0, !trail.IsComplete || idle.Length > 0, false);
    }

    private void Write(LeastAccess access, AuditTrail trail, string? file)
    {
        if (file is null)
        {
            Write(access, trail, terminal.Output);
            return;
        }
        using var writer = new StreamWriter(file);
        Write(access, trail, writer);
    }

    private static void Write(LeastAccess access, AuditTrail trail, TextWriter writer)
    {
        writer.Write($"# Written by 'csec rbac generate' from {AuditFiles.Describe(trail)}.\n");
        if (!trail.IsComplete)
            writer.Write("# The logs were not read completely: something may be missing.\n");
        access.WriteYaml(writer);
    }

    /// <summary>The user name of a subject; null of a group, which makes no requests.</summary>
    private static string? UserOf(string text) => SubjectOptions.Subject(text) is { Kind: not RbacSubjectKind.Group } subject ? subject.UserName : null;
}
