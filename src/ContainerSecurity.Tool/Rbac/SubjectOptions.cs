using System.CommandLine;
using ContainerSecurity.Access;

namespace ContainerSecurity.Tool.Rbac;

/// <summary>How a subject is written on the command line.</summary>
internal sealed class SubjectOptions
{
    private readonly Argument<string> subject = new("subject")
    {
        Description = "Who asks: NAME or user:NAME, group:NAME, sa:NAMESPACE/NAME, or a user name such as system:serviceaccount:shop:web.",
    };
    private readonly Option<string[]> groups = new("--group", "--as-group")
    {
        Description = "A further group of the user; repeatable. Those that authentication adds, such as system:authenticated, are known.",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(subject);
        command.Options.Add(groups);
        subject.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => Subject(t) is null))
                result.AddError($"'{text}' names nobody. Write a user name, user:NAME, group:NAME or sa:NAMESPACE/NAME.");
        });
    }

    /// <summary>The user, with the groups that go with him.</summary>
    public RbacUser Read(ParseResult parsed)
    {
        RbacUser user = Subject(parsed.GetValue(subject)!)!.ToUser();
        return parsed.GetValue(groups) is { Length: > 0 } more ? new RbacUser(user.Name, [.. user.Groups, .. more]) : user;
    }

    /// <summary>A subject as people write it; null for nobody.</summary>
    public static RbacSubject? Subject(string text)
    {
        string[] parts = text.Split(':', 2);
        return parts switch
        {
            ["sa" or "serviceaccount", var account] => account.Split('/') is [{ Length: > 0 } space, { Length: > 0 } name]
                ? new RbacSubject(RbacSubjectKind.ServiceAccount, name, space) : null,
            ["group", var name] => name.Length > 0 ? new RbacSubject(RbacSubjectKind.Group, name) : null,
            ["user", var name] => name.Length > 0 ? new RbacSubject(RbacSubjectKind.User, name) : null,
            _ => text.Length > 0 ? new RbacSubject(RbacSubjectKind.User, text) : null,
        };
    }
}
