using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules;

/// <summary>A rule over each instruction of a Dockerfile, in source order; of ONBUILD, over the instruction that it keeps.</summary>
/// <param name="descriptor">The rule's description.</param>
/// <param name="names">The instructions, such as <c>COPY</c>; all where none is named.</param>
public abstract class InstructionRule(RuleDescriptor descriptor, params string[] names) : Rule<Dockerfile>(descriptor)
{
    /// <inheritdoc/>
    protected sealed override void Evaluate(Dockerfile resource, RuleContext context)
    {
        foreach (Instruction written in resource.Instructions)
        {
            Instruction instruction = written.Trigger ?? written;
            if (names.Length == 0 || Array.IndexOf(names, instruction.Name) >= 0)
                Evaluate(instruction, resource, context);
        }
    }

    /// <summary>Judges one instruction.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="dockerfile">The Dockerfile it is part of.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(Instruction instruction, Dockerfile dockerfile, RuleContext context);
}
