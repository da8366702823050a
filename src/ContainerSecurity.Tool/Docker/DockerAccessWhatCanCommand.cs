using System.CommandLine;
using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker access what-can</c>.</summary>
internal sealed class DockerAccessWhatCanCommand : Command
{
    private readonly Argument<string> subject = new("subject") { Description = "The user's name." };

    public DockerAccessWhatCanCommand(Terminal terminal)
        : base("what-can", "What may a user do?")
    {
        var options = new DockerAccessOptions(terminal);
        Arguments.Add(subject);
        foreach (Option option in new Option[] { options.File, options.Groups, options.Format })
            Options.Add(option);
        SetAction(parsed =>
        {
            if (options.Read(parsed.GetValue(options.File)!) is not { } policy)
                return ExitCode.BadInput;
            var who = new DockerSubject(parsed.GetValue(subject)!) { Groups = parsed.GetValue(options.Groups) ?? [] };
            DockerAccessJson.Write([.. new DockerAuthorizer(policy).WhatCan(who)], parsed.GetValue(options.Format)!, terminal,
                $"Nothing is granted to '{who}'.");
            return ExitCode.Clean;
        });
    }
}
