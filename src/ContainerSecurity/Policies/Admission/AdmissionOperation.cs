namespace ContainerSecurity.Policies.Admission;

/// <summary>What a request does to an object.</summary>
public enum AdmissionOperation
{
    /// <summary>Creates it.</summary>
    Create,

    /// <summary>Changes it.</summary>
    Update,

    /// <summary>Deletes it; there is only an old object.</summary>
    Delete,

    /// <summary>Connects to it, as <c>kubectl exec</c> does.</summary>
    Connect,
}
