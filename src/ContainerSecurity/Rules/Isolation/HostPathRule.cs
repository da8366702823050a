using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>
/// A rule over folders and files of the host that are volumes: those of pods, and PersistentVolumes and volumes of an
/// engine, which are reached by names that look harmless.
/// </summary>
/// <remarks>
/// The Pod Security Standards judge pods only, so a rule that is part of them leaves PersistentVolumes alone where a
/// level is judged exactly.
/// </remarks>
/// <param name="descriptor">The rule's description.</param>
internal abstract class HostPathRule(RuleDescriptor descriptor) : Rule(descriptor), IJudges<Workload>, IJudges<PersistentVolume>, IJudges<DockerVolume>
{
    /// <summary>The rules that say what a volume of the host is, the strongest first.</summary>
    private static readonly string[] NaturesOfVolumes = ["CSEC3006", "CSEC3005", "CSEC3009"];

    public void Judge(Workload workload, RuleContext context)
    {
        foreach (Volume volume in workload.Volumes)
            if (IsHostPath(volume))
                JudgeHostPath(volume, $"{volume}", context);
        JudgeRest(workload, context);
    }

    public void Judge(PersistentVolume persistent, RuleContext context)
    {
        if (JudgesPersistentVolumes(context.Level) && IsHostPath(persistent.Volume))
            JudgeHostPath(persistent.Volume, $"{persistent}", context);
    }

    public void Judge(DockerVolume volume, RuleContext context)
    {
        foreach (Volume path in volume.Paths)
            if (IsHostPath(path))
                JudgeHostPath(path, $"{volume}", context);
    }

    /// <summary>Judges one volume that is a folder, file or device of the host.</summary>
    /// <param name="volume">The volume; its path may be unknown.</param>
    /// <param name="who">The volume's name for messages, such as <c>Volume 'data'</c>.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Judge(Volume volume, Message who, RuleContext context);

    /// <summary>What the other rules say of a volume of the host, the strongest first.</summary>
    internal static IEnumerable<StrongerFinding> OfNature(Volume volume, RuleContext context) =>
        NaturesOfVolumes.SelectMany(id => context.Beside(id, volume.HostPath));

    /// <summary>What the rule judges in a cluster.</summary>
    internal IReadOnlyList<AdmissionResources> HostsInCel(CelContext context) => JudgesPersistentVolumes(context.Level)
        ? [.. AdmissionResources.Workloads, .. AdmissionResources.PersistentVolumes]
        : AdmissionResources.Workloads;

    private bool JudgesPersistentVolumes(PodSecurityLevel level) =>
        Descriptor.PodSecurity == PodSecurityLevel.Privileged || level == PodSecurityLevel.Privileged;

    /// <summary>Judges what of the host a workload reaches by other ways than volumes.</summary>
    protected virtual void JudgeRest(Workload workload, RuleContext context)
    {
    }

    private static bool IsHostPath(Volume volume) => volume.SourceType.Is("hostPath");

    private void JudgeHostPath(Volume volume, Message who, RuleContext context)
    {
        // A bind mount without a name is called by its path, which the message says anyway.
        Judge(volume, volume.HostPath.IsKnown && volume.Name.Is(n => n == volume.HostPath.Value) ? $"A volume" : who, context);
    }
}
