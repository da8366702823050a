using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>The variable <c>images</c>: the images of a pod by the list of containers they stand in.</summary>
internal static class KyvernoImages
{
    private static readonly string[] Lists = ["containers", "initContainers", "ephemeralContainers"];

    public static CelValue Of(CelValue @object)
    {
        CelValue spec = @object.Find("spec");
        if (spec.Find("jobTemplate", "spec") is { Kind: CelKind.Map } job)
            spec = job;
        if (spec.Find("template", "spec") is { Kind: CelKind.Map } template)
            spec = template;
        return CelFields.Map([.. Lists.Select(l => (l, CelFields.List(spec.Find(l).Items().Select(c => c.FindText("image")).OfType<string>())))]);
    }
}
