namespace ContainerSecurity.Policies.Admission;

/// <summary>What a policy says about a request.</summary>
public enum AdmissionVerdict
{
    /// <summary>The policy does not select the request, or an exception covers it.</summary>
    NotApplicable,

    /// <summary>All validations hold.</summary>
    Allowed,

    /// <summary>A validation does not hold, or could not be evaluated and the policy fails closed.</summary>
    Denied,

    /// <summary>The answer depends on something that is not known here, such as the user of the request or a registry.</summary>
    Unknown,
}
