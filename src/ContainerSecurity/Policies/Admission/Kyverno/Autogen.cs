namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>How Kyverno applies a policy on pods to what makes pods: by rewriting the paths in its expressions.</summary>
internal static class Autogen
{
    public const string PodTemplate = "spec.template";
    public const string JobTemplate = "spec.jobTemplate.spec.template";

    public static readonly IReadOnlyDictionary<string, (string Group, string Kind)> Controllers = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["daemonsets"] = ("apps", "DaemonSet"),
        ["deployments"] = ("apps", "Deployment"),
        ["replicasets"] = ("apps", "ReplicaSet"),
        ["statefulsets"] = ("apps", "StatefulSet"),
        ["jobs"] = ("batch", "Job"),
        ["cronjobs"] = ("batch", "CronJob"),
    };

    /// <summary>Rewrites paths below the object's spec and metadata to those of the pod template.</summary>
    /// <param name="text">An expression.</param>
    /// <param name="template">The template's path.</param>
    /// <param name="keepsIdentity">Whether the object's own name and namespace stay: a template has none.</param>
    public static string Rewrite(string text, string template, bool keepsIdentity)
    {
        foreach (string root in new[] { "object.", "oldObject." })
            foreach (string field in new[] { "spec", "metadata" })
                text = Replace(text, root + field, $"{root}{template}.{field}", keepsIdentity);
        return text;
    }

    private static string Replace(string text, string from, string to, bool keepsIdentity)
    {
        if (!keepsIdentity)
            return text.Replace(from, to);
        var result = new System.Text.StringBuilder();
        int at = 0;
        for (int found; (found = text.IndexOf(from, at, StringComparison.Ordinal)) >= 0; at = found + from.Length)
            result.Append(text, at, found - at).Append(IsIdentity(text, found + from.Length) ? from : to);
        return result.Append(text, at, text.Length - at).ToString();
    }

    private static bool IsIdentity(string text, int at)
    {
        foreach (string field in new[] { ".namespace", ".name" })
        {
            int end = at + field.Length;
            if (string.CompareOrdinal(text, at, field, 0, field.Length) == 0 && (end >= text.Length || !(char.IsLetterOrDigit(text[end]) || text[end] == '_')))
                return true;
        }
        return false;
    }
}
