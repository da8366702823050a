using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Compose;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules;

/// <summary>A rule over each instruction of a Dockerfile, in source order; of ONBUILD, over the instruction that it keeps.</summary>
/// <param name="descriptor">The rule's description.</param>
/// <param name="names">The instructions, such as <c>COPY</c>; all where none is named.</param>
public abstract class InstructionRule(RuleDescriptor descriptor, params string[] names) : Rule<Resource>(descriptor)
{
    internal override bool Judges(Resource resource) => resource is Dockerfile || (JudgesServices && resource is Workload { Service: not null });

    /// <inheritdoc/>
    protected sealed override void Evaluate(Resource resource, RuleContext context)
    {
        if (resource is Workload { Service: { } service } workload)
            Evaluate(service, workload, context);
        if (resource is Dockerfile dockerfile)
            Evaluate(dockerfile, context);
    }

    private void Evaluate(Dockerfile dockerfile, RuleContext context)
    {
        foreach (Instruction written in dockerfile.Instructions)
        {
            Instruction instruction = written.Trigger ?? written;
            if (names.Length == 0 || Array.IndexOf(names, instruction.Name) >= 0)
                Evaluate(instruction, dockerfile, context);
        }
    }

    /// <summary>Judges one instruction.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="dockerfile">The Dockerfile it is part of.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(Instruction instruction, Dockerfile dockerfile, RuleContext context);

    /// <summary>Whether the rule judges builds of compose services too.</summary>
    private protected virtual bool JudgesServices => false;

    /// <summary>Judges the build of a compose service.</summary>
    /// <param name="service">What the service says of it.</param>
    /// <param name="workload">The service.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    private protected virtual void Evaluate(ComposeService service, Workload workload, RuleContext context)
    {
    }
}
