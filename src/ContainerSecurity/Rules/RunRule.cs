using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules;

/// <summary>A rule over each command that a RUN instruction runs, those inside other ones too.</summary>
/// <param name="descriptor">The rule's description.</param>
public abstract class RunRule(RuleDescriptor descriptor) : InstructionRule(descriptor, "RUN")
{
    /// <inheritdoc/>
    protected sealed override void Evaluate(Instruction instruction, Dockerfile dockerfile, RuleContext context)
    {
        foreach (ShellCommand command in instruction.Script.Commands)
            Evaluate(command, instruction, context);
    }

    /// <summary>Judges one command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">The instruction it is part of.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(ShellCommand command, Instruction run, RuleContext context);
}
