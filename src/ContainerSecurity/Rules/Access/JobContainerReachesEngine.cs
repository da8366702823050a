using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5073: job containers are not handed the socket of the runner's engine (NIST SP 800-190 3.5.5).</summary>
internal sealed class JobContainerReachesEngine() : Rule(new("CSEC5073", "job-container-reaches-engine", Severity.Low,
    "Runner mounts the socket of its engine into job containers",
    "Run such jobs on runners that are thrown away after each job, and pin the images and actions that the job uses.")
{
    References = ["NIST SP 800-190 3.5.5", "NIST SP 800-190 3.1.4"],
}), IJudges<SettingsFile>
{
    public void Judge(SettingsFile file, RuleContext context)
    {
        if (!file.SocketTaker.IsKnown)
            return;
        Message said = Message.Of(
            $"The container of job '{file.SocketTaker}' gets the socket of the runner's engine, for the runner mounts it into every job "
                + $"container on Linux: what runs in it is root on the runner. Said once for the file. ");
        context.Report(
            file.SocketTaker,
            file.SocketSwitch.Length > 0
                ? Message.Of($"{said}Allowed: {file.SocketSwitch}.")
                : Message.Of($"{said}Nothing in the file switches that off. Allowed: runners that are thrown away after each job."));
    }
}
