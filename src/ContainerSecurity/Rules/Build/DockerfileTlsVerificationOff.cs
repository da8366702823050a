using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8015: downloads are verified (CIS Docker 4.11).</summary>
internal sealed class DockerfileTlsVerificationOff() : Rule(new("CSEC8015", "dockerfile-tls-verification-off", Severity.High,
    "Verification of downloads is switched off",
    "Add the missing certificate or key to the image instead.")
{
    References = ["CIS Docker 4.11", "NIST SP 800-190 3.1.5"],
}), IJudges<Instruction>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not ("RUN" or "ENV" or "ARG" or "COPY" or "ADD"))
            return;
        foreach (BuildVariable variable in instruction.Variables)
            if (variable.Value.Is(v => VerificationSwitches.TurnsOff(variable.Name, v)))
                context.Report(
                    variable.Value,
                    $"{instruction.Name} {variable.Name} switches the verification of certificates off for all that follows. Allowed: a trusted certificate.");
        foreach (ShellCommand command in instruction.Name == "RUN" ? instruction.Script.Commands : [])
            if (VerificationSwitches.Find(command) is { } word)
                context.Report(word, $"'{word}' lets {command.Name} take what nobody has vouched for. Allowed: verified connections and signed packages.");
        foreach (Heredoc heredoc in instruction.Heredocs)
            if (VerificationSettings.Find(heredoc.Content) is { } setting)
                context.Report(
                    instruction,
                    $"The file '{heredoc.Name}' switches verification off by '{setting}'. Allowed: verified connections and signed packages.");
        if (instruction.Name == "RUN"
            && instruction.Arguments.Any(a => VerificationSwitches.IsOffInPowerShell(a.Value)))
            context.Report(
                instruction,
                $"'-SkipCertificateCheck' lets PowerShell take what nobody has vouched for. Allowed: verified connections.");
    }
}
